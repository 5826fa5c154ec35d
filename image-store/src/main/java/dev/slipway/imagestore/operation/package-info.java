/** Work in flight: a row that says what was begun, and a lock that says whether somebody still works on it. */
package dev.slipway.imagestore.operation;
