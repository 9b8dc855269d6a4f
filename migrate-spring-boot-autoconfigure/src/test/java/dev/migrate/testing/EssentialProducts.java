package dev.migrate.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a parameterized test on the products that every build has and that differ the
 * most: one in this process, and one on a server.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnumSource(value = TestProduct.class, names = { "H2", "POSTGRESQL" })
public @interface EssentialProducts {

}
