/** Test support shared by several modules: certificates, an S3 server with users, topics, an emitter, bounded waits. */
package io.redoubt.testkit;
