/** FAB-T, the fast adaptive boundary attack (Croce and Hein, ICML 2020). */
package io.redoubt.core.attack.fab;
