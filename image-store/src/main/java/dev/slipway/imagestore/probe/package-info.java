/** What a disk says of the machine it is made for: its partitions and its boot loaders, read without mounting anything. */
package dev.slipway.imagestore.probe;
