/** The packaged services as their users run them: separate processes, a real broker, a real store. */
package io.redoubt.system;
