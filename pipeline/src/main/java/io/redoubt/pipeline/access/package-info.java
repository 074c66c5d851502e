/** What each service may do in the cluster and in the store: the least with which it works. Read by administrators only. */
package io.redoubt.pipeline.access;
