package dev.migrate.wrong.diff;

import dev.migrate.wrong.run.KnowsBoot;
import liquibase.Liquibase;

/**
 * A class in the wrong room, for {@code RoomsTests}.
 *
 * @param liquibase what it should not know
 * @param upstairs one half of a cycle
 */
public record KnowsLiquibase(Liquibase liquibase, KnowsBoot upstairs) {

}
