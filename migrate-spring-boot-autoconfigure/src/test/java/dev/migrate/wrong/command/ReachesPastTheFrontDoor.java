package dev.migrate.wrong.command;

import dev.migrate.wrong.run.KnowsBoot;

/**
 * A class that imports the wrong room, for {@code RoomsTests}.
 *
 * @param room what it should not know
 */
public record ReachesPastTheFrontDoor(KnowsBoot room) {

}
