/** Taking back what was begun. */
package dev.slipway.host.undo;
