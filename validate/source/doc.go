// Package source knows where things stand in a text: it turns byte offsets
// into lines and columns and back, and gives the line that a message quotes.
// It knows nothing of XML.
//
// Three notations meet here, and nowhere else:
//
//   - an offset is a number of bytes from the start of the file, from 0;
//   - a [Position] has a line and a column that count from 1, the column in
//     code points, as the command line prints them;
//   - a UTF-16 column counts code units from 0, as editors ask for them.
//
// A byte order mark at the start of a file has no column. Files in another
// encoding than UTF-8 keep their bytes, and offsets count those; what is shown
// of them is UTF-8.
//
// Lines end as XML 1.0 §2.11 says: at "\n", at "\r\n" and at "\r" alone.
package source
