/** What the embedded broker and the S3 server share: directory locks, the loopback address, TLS keys and errors. */
package io.redoubt.embedded.server;
