/**
 * Files that people write, YAML or JSON: read with the line of each word, and held against a JSON schema. Whoever has such a
 * file brings the schema and makes of the document what it needs.
 */
package dev.slipway.launcher.document;
