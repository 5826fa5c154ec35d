/** The records of machine, kernel and ramdisk images. */
package dev.slipway.imagestore.image;
