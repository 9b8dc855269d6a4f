package dev.migrate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each application context of the annotated tests a database of its own, and runs
 * their migrations once for all of them: the first context runs Liquibase, and the others
 * begin with a copy of the database that it has migrated. It stands beside one of Spring
 * Boot's annotations, for example {@code @SpringBootTest} or {@code @DataJpaTest}, on the
 * test class or on a class that it extends.
 * <p>
 * On PostgreSQL, the copy is a database of its own on the same server, which is dropped
 * with its context. The data source has to be the one that Spring Boot makes. On H2, the
 * data source stays as it is, and has to begin without tables. On other products nothing
 * is copied, and each context runs its migrations.
 * <p>
 * Copies are shared by contexts of a JVM whose {@code SpringLiquibase} has the same
 * properties and the same changelog.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface MigrateOnce {

}
