/** Where disks come from: files, web servers and standard input; checked, unpacked, and taken apart into disks. */
package dev.slipway.imagestore.source;
