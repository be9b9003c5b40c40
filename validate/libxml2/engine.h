#ifndef SNAPXML_ENGINE_H
#define SNAPXML_ENGINE_H

#include <stdint.h>

#include <libxml/relaxng.h>
#include <libxml/tree.h>

// A finding is one message of libxml2. Its texts are copies.
typedef struct {
	int domain, code, level;
	long line, column;
	long ordinal;    // of the element that it is about, from 1 in document order; 0: none
	char *message;
	char *file;      // NULL: none
	char *element;   // name of that element, with its prefix; NULL: none
	char *attribute; // name of the attribute that it is about; NULL: none
	char *path;      // of that element, /a/b
} snapxml_finding;

// A file of a schema.
typedef struct {
	const char *url, *text;
	int length;
} snapxml_file;

// A run is what one call into libxml2 may read, and what it says.
typedef struct {
	const snapxml_file *files;
	int file_count;
	snapxml_finding *findings;
	int count, room, limit;
	int dropped;      // findings beyond the limit
} snapxml_run;

void snapxml_init(void);
void snapxml_begin(snapxml_run *run);
void snapxml_end(void);
void snapxml_forget(snapxml_run *run);

xmlRelaxNGPtr snapxml_compile(const char *url);
xmlDocPtr snapxml_document(uintptr_t pointer);
int snapxml_validate(xmlRelaxNGPtr schema, xmlDocPtr doc);
long snapxml_too_deep(xmlDocPtr doc, int depth, long *line);

void snapxml_count_memory(void);
int snapxml_memory_blocks(void);

#endif
