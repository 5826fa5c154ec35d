/** Ids in EC2's form, checked when made. */
package dev.slipway.imagestore.id;
