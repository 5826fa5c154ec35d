/**
 * Records as JSON, by rules instead of annotations, on Jackson's streams alone: its object mapper costs a cold process
 * more than all the rest of a command (docs/decisions/0001-records-without-an-object-mapper.md).
 */
package dev.slipway.imagestore.json;
