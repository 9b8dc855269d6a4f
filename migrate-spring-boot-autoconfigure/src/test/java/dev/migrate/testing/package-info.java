/**
 * Shared infrastructure of the tests: database servers, and oracles that describe a
 * schema independently of the readers.
 */
package dev.migrate.testing;
