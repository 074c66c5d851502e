/** Reading and checking settings, and why a process did not start. */
package io.redoubt.pipeline.config;
