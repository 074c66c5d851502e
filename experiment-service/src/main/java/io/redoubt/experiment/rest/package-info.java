/** REST and server-sent events: submits, steers and shows experiments. It holds no state but a view of {@code redoubt.status}. */
package io.redoubt.experiment.rest;
