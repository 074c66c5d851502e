/** Test support for the worker services: a job in a folder, random data sets and models. */
package io.redoubt.testkit.job;
