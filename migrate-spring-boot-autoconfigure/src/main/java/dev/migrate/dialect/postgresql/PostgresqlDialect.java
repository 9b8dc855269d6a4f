package dev.migrate.dialect.postgresql;

/** stub to be written by its owner. */
public abstract class PostgresqlDialect implements dev.migrate.dialect.Dialect {

}
