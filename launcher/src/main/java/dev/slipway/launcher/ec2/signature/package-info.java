/** Signature Version 4: who asks. */
package dev.slipway.launcher.ec2.signature;
