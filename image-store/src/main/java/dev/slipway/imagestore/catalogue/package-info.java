/**
 * The catalogue: typed tables of documents, read and changed in transactions. A small interface, so that a shared
 * database can stand behind it; {@code catalogue.sqlite} is the embedded one.
 */
package dev.slipway.imagestore.catalogue;
