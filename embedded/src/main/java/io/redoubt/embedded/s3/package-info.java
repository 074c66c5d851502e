/** An S3 server inside this JVM: its key pairs, storage and life. */
package io.redoubt.embedded.s3;
