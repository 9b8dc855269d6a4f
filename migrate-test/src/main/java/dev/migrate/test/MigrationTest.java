package dev.migrate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.migrate.autoconfigure.MigrateAutoConfiguration;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Lets the methods of a test class have a parameter of type {@link TestMigrations}. It
 * stands beside one of Spring Boot's annotations, for example {@code @SpringBootTest} or
 * {@code @DataJpaTest}, which provides the application and its database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(TestMigrationsResolver.class)
@ImportAutoConfiguration(MigrateAutoConfiguration.class)
public @interface MigrationTest {

}
