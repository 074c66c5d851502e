/** The dashboard: pages that the server renders, without data of their own. Each has a twin in JSON in the REST API. */
package io.redoubt.experiment.ui;
