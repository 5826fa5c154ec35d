/** How results and errors are printed: tables, JSON in EC2's shape, text, and queries on them. */
package dev.slipway.launcher.cli.output;
