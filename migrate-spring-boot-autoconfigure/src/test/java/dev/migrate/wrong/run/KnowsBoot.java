package dev.migrate.wrong.run;

import dev.migrate.wrong.diff.KnowsLiquibase;

import org.springframework.boot.SpringApplication;

/**
 * A class in the wrong room, for {@code RoomsTests}.
 *
 * @param application what it should not know
 * @param downstairs the other half of a cycle
 */
public record KnowsBoot(SpringApplication application, KnowsLiquibase downstairs) {

}
