import { describe, expect, test } from 'vitest';
import { attachmentSize, cutAttachments } from '../../lib/documents/cut-attachments.ts';

describe('The text of an attachment is replaced by its length', () => {
  test.each([
    ['of UBL', '<a:EmbeddedDocumentBinaryObject mimeCode="x">', '</a:EmbeddedDocumentBinaryObject>'],
    ['of CII', '<ram:AttachmentBinaryObject\n filename="x.pdf">', '</ram:AttachmentBinaryObject>'],
    ['of FatturaPA', '<Attachment>', '</Attachment>'],
    ['under a prefix with a dot and a dash', '<a.b-c:Attachment>', '</a.b-c:Attachment>'],
    ['closed with a blank', '<Attachment>', '</Attachment >'],
    ['closed with blanks and a line break', '<Attachment>', '</Attachment\r\n       >'],
  ])('%s', (_name, open, close) => {
    expect(cutAttachments(`<r>${open}QUJD${close}<b/></r>`)).toBe(`<r>${open}#4${close}<b/></r>`);
  });

  test('without the blanks around it, and of each of several.', () => {
    expect(cutAttachments('<r><Attachment>\n QU JD\n</Attachment>x<Attachment>QQ</Attachment>y</r>')).toBe(
      '<r><Attachment>#5</Attachment>x<Attachment>#2</Attachment>y</r>',
    );
  });

  test('and nothing stands there when there were only blanks.', () => {
    expect(cutAttachments('<r><Attachment> \n</Attachment></r>')).toBe('<r><Attachment></Attachment></r>');
  });
});

describe('What is no attachment stays to the letter', () => {
  test.each([
    ['a longer name', '<r><Attachments>QUJD</Attachments></r>'],
    ['a name that only ends so', '<r><MyAttachment>QUJD</MyAttachment></r>'],
    ['an end tag of another name', '<r><Attachment>QUJD</Attached></r>'],
    ['an end tag of a longer name', '<r><Attachment>QUJD</AttachmentX></r>'],
    ['an end tag of another prefix', '<r><a:Attachment>QUJD</b:Attachment></r>'],
    ['an element in it', '<r><Attachment>QUJD<x/></Attachment></r>'],
    ['a reference in it', '<r><Attachment>QU&amp;JD</Attachment></r>'],
    ['a bracket in it', '<r><Attachment>QU>JD</Attachment></r>'],
    ['the end of a comment in it', '<r><!-- <Attachment>--></Attachment></r>'],
    ['nothing behind it', '<r><Attachment>QUJD'],
    ['an end before it', '</Attachment><Attachment>QUJD'],
    ['an open tag behind it', '<r><Attachment>QUJD</Attachment'],
  ])('%s', (_name, xml) => {
    expect(cutAttachments(xml)).toBe(xml);
  });
});

test.each([
  ['#20971520', 20_971_520],
  ['#7', 7],
  ['#999999999', 999_999_999],
  ['#1234567890', 11],
  ['QUJD', 4],
  ['#', 1],
  ['x#12', 4],
  ['#12x', 4],
])('What stands in place of an attachment, %s, means %i characters.', (text, size) => {
  expect(attachmentSize(text)).toBe(size);
});
