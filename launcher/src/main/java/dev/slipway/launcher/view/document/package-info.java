/** What an answer consists of: a document in the shape of the AWS CLI, and how a table shows it. */
package dev.slipway.launcher.view.document;
