/** The attack-service: takes attack jobs from its queue and runs them with core. */
package io.redoubt.attack;
