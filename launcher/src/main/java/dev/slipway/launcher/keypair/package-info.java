/** Key pairs: who may log in to an instance. The public half is kept here; the private half is its owner's, as on EC2. */
package dev.slipway.launcher.keypair;
