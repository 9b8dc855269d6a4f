/**
 * What tests share: database servers, and oracles that know a schema in another way than
 * the readers do.
 */
package dev.migrate.testing;
