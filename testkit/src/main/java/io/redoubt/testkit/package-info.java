/**
 * What the tests of several modules share: certificates, an S3 server with users, topics of a broker, bounded waits.
 */
package io.redoubt.testkit;
