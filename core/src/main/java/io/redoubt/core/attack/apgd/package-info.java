/** Auto-PGD (Croce and Hein, ICML 2020). */
package io.redoubt.core.attack.apgd;
