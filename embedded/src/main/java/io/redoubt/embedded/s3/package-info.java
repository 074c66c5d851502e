/** An S3 server in this JVM: key pairs, storage and life cycle. */
package io.redoubt.embedded.s3;
