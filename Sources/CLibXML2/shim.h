#include <libxml/xmlversion.h>
// Debian's libxml2 knows encodings through ICU, whose headers clash with those of Foundation's own. Only a structure that is
// handed around by pointer depends on it.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
