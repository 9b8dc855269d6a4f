package dev.migrate.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a parameterized test on the products that accept the standard SQL of its
 * statements: alter table for one column or constraint at a time, sequences, and check
 * constraints.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnumSource(value = TestProduct.class, names = { "H2", "POSTGRESQL", "HSQLDB" })
public @interface StandardSqlProducts {

}
