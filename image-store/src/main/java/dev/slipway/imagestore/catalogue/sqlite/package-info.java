/** The embedded catalogue: one SQLite file per region, in write-ahead mode. */
package dev.slipway.imagestore.catalogue.sqlite;
