/** Views of the topics: statuses, requests and the histories of jobs. Each replica reads the whole topics. */
package io.redoubt.experiment.view;
