/** What tests of the worker services share: a job in a folder, random data sets and models. */
package io.redoubt.testkit.job;
