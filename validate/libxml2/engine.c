//go:build libxml2 && cgo && unix

// What is to be called in libxml2 for RELAX NG. Everything that libxml2 has
// only once for a process is either set once, in snapxml_init, or kept by
// libxml2 for each thread; a run belongs to the thread between snapxml_begin
// and snapxml_end. Nothing here calls back into Go.

#include "engine.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_ptr;
#else
typedef xmlErrorPtr error_ptr;
#endif

static __thread snapxml_run *current;
static __thread xmlStructuredErrorFunc outer_func;
static __thread void *outer_data;

static xmlExternalEntityLoader outer_loader;

// is_url says whether a URL, as libxml2 has made it, is that of a file.
static int is_url(const char *asked, const char *url)
{
	char *plain = xmlURIUnescapeString(asked, 0, NULL);
	int same = plain != NULL && strcmp(plain, url) == 0;
	xmlFree(plain);
	return same;
}

// load stands for every access of libxml2 to a file or the network. Within a
// run there is nothing but the files of the run.
static xmlParserInputPtr load(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
	if (current == NULL)
		return outer_loader(url, id, ctxt);
	for (int i = 0; url != NULL && i < current->file_count; i++) {
		const snapxml_file *f = &current->files[i];
		if (!is_url(url, f->url))
			continue;
		xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(f->text, f->length, XML_CHAR_ENCODING_NONE);
		if (buffer == NULL)
			return NULL;
		xmlParserInputPtr input = xmlNewIOInputStream(ctxt, buffer, XML_CHAR_ENCODING_NONE);
		if (input == NULL) {
			xmlFreeParserInputBuffer(buffer);
			return NULL;
		}
		input->filename = (const char *)xmlStrdup((const xmlChar *)url);
		return input;
	}
	return NULL;
}

void snapxml_init(void)
{
	xmlInitParser();
	xmlRelaxNGInitTypes();
	outer_loader = xmlGetExternalEntityLoader();
	xmlSetExternalEntityLoader(load);
}

static char *copy(const void *text)
{
	return text == NULL ? NULL : strdup(text);
}

// next is the node behind another in document order.
static xmlNodePtr next(xmlNodePtr node)
{
	if (node->children != NULL && node->type == XML_ELEMENT_NODE)
		return node->children;
	while (node != NULL && node->next == NULL)
		node = node->parent;
	return node == NULL ? NULL : node->next;
}

static long ordinal(xmlNodePtr node)
{
	long n = 1;
	for (xmlNodePtr k = xmlDocGetRootElement(node->doc); k != NULL && k != node; k = next(k))
		if (k->type == XML_ELEMENT_NODE)
			n++;
	return n;
}

static char *qualified(xmlNodePtr node)
{
	char name[1024];
	xmlChar *built = xmlBuildQName(node->name, node->ns == NULL ? NULL : node->ns->prefix, (xmlChar *)name, sizeof name);
	char *result = copy(built);
	if (built != (xmlChar *)name && built != node->name)
		xmlFree(built);
	return result;
}

// path is the names of an element and those around it.
static char *path(xmlNodePtr node)
{
	size_t length = 0;
	for (xmlNodePtr k = node; k != NULL && k->type == XML_ELEMENT_NODE; k = k->parent)
		length += 1 + strlen((const char *)k->name);
	char *text = malloc(length + 1);
	if (text == NULL)
		return NULL;
	char *at = text + length;
	*at = 0;
	for (xmlNodePtr k = node; k != NULL && k->type == XML_ELEMENT_NODE; k = k->parent) {
		size_t n = strlen((const char *)k->name);
		at -= n;
		memcpy(at, k->name, n);
		*--at = '/';
	}
	return text;
}

// place says which element a finding is about.
static void place(snapxml_finding *f, xmlNodePtr node)
{
	if (node == NULL)
		return;
	if (node->type == XML_ATTRIBUTE_NODE)
		f->attribute = copy(node->name);
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->parent;
	if (node == NULL || node->doc == NULL)
		return;
	f->ordinal = ordinal(node);
	f->element = qualified(node);
	f->path = path(node);
	long line = xmlGetLineNo(node);
	if (line > 0)
		f->line = line;
}

// collect takes a message of libxml2. Warnings are left out.
static void collect(void *data, error_ptr e)
{
	snapxml_run *run = data;
	if (e == NULL || e->level < XML_ERR_ERROR)
		return;
	if (run->count == run->limit) {
		run->dropped++;
		return;
	}
	if (run->count == run->room) {
		int room = run->room == 0 ? 16 : 2 * run->room;
		snapxml_finding *more = realloc(run->findings, room * sizeof *more);
		if (more == NULL) {
			run->dropped++;
			return;
		}
		run->findings = more;
		run->room = room;
	}
	snapxml_finding *f = &run->findings[run->count++];
	memset(f, 0, sizeof *f);
	f->domain = e->domain;
	f->code = e->code;
	f->level = e->level;
	f->line = e->line;
	f->column = e->int2;
	f->message = copy(e->message);
	f->file = copy(e->file);
	if (e->domain == XML_FROM_RELAXNGV)
		place(f, e->node);
}

void snapxml_begin(snapxml_run *run)
{
	current = run;
	outer_func = xmlStructuredError;
	outer_data = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(run, (xmlStructuredErrorFunc)collect);
}

void snapxml_end(void)
{
	xmlSetStructuredErrorFunc(outer_data, outer_func);
	xmlResetLastError();
	current = NULL;
}

void snapxml_forget(snapxml_run *run)
{
	for (int i = 0; i < run->count; i++) {
		snapxml_finding *f = &run->findings[i];
		free(f->message);
		free(f->file);
		free(f->element);
		free(f->attribute);
		free(f->path);
	}
	free(run->findings);
	run->findings = NULL;
	run->count = run->room = 0;
}

xmlRelaxNGPtr snapxml_compile(const char *url)
{
	xmlRelaxNGParserCtxtPtr ctxt = xmlRelaxNGNewParserCtxt(url);
	if (ctxt == NULL)
		return NULL;
	xmlRelaxNGSetParserStructuredErrors(ctxt, (xmlStructuredErrorFunc)collect, current);
	xmlRelaxNGPtr schema = xmlRelaxNGParse(ctxt);
	xmlRelaxNGFreeParserCtxt(ctxt);
	return schema;
}

// snapxml_document is the document that the Go package holds.
xmlDocPtr snapxml_document(uintptr_t pointer)
{
	return (xmlDocPtr)pointer;
}

// snapxml_validate is 0 for a valid document, above for one that is not, and
// below where libxml2 has failed.
int snapxml_validate(xmlRelaxNGPtr schema, xmlDocPtr doc)
{
	xmlRelaxNGValidCtxtPtr ctxt = xmlRelaxNGNewValidCtxt(schema);
	if (ctxt == NULL)
		return -1;
	xmlRelaxNGSetValidStructuredErrors(ctxt, (xmlStructuredErrorFunc)collect, current);
	int result = xmlRelaxNGValidateDoc(ctxt, doc);
	xmlRelaxNGFreeValidCtxt(ctxt);
	return result;
}

// snapxml_too_deep is the ordinal of the first element below a depth, or 0.
long snapxml_too_deep(xmlDocPtr doc, int depth, long *line)
{
	long n = 0;
	int level = 1;
	xmlNodePtr node = xmlDocGetRootElement(doc);
	while (node != NULL) {
		if (node->type == XML_ELEMENT_NODE) {
			n++;
			if (level > depth) {
				*line = xmlGetLineNo(node);
				return n;
			}
			if (node->children != NULL) {
				node = node->children;
				level++;
				continue;
			}
		}
		while (node != NULL && node->next == NULL) {
			node = node->parent;
			level--;
		}
		if (node != NULL && level >= 1)
			node = node->next;
		else
			break;
	}
	return 0;
}

// snapxml_count_memory has libxml2 count the blocks of memory that it holds. It
// has to come before anything else.
void snapxml_count_memory(void)
{
	xmlMemSetup(xmlMemFree, xmlMemMalloc, xmlMemRealloc, xmlMemoryStrdup);
}

int snapxml_memory_blocks(void)
{
	return xmlMemBlocks();
}
