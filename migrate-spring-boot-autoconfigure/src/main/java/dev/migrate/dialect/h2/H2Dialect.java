package dev.migrate.dialect.h2;

/** stub to be written by its owner. */
public abstract class H2Dialect implements dev.migrate.dialect.Dialect {

}
