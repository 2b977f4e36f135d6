// The readers of PDF and signed envelopes are loaded when the first such file comes (read-document.ts). Loaded here
// before any test, what they do while loading is judged by all tests and not by the first alone.
import '../lib/documents/p7m.ts';
import '../lib/documents/pdf.ts';
