/** The records beside the files, from which a lost catalogue can be rebuilt. */
package dev.slipway.imagestore.record;
