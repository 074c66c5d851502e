/** Attacks by name, and the threat model: the norm and the radius of the perturbations. */
package io.redoubt.api.attack;
