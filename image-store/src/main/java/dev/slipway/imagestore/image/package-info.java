/** Machine, kernel and ramdisk images: their records, registration, import and lookup. */
package dev.slipway.imagestore.image;
