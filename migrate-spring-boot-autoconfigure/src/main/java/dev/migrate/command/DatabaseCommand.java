package dev.migrate.command;

import dev.migrate.Migrations;

/**
 * A command that looks at a database as it stands.
 * <p>
 * One that lives inside this process alone is empty when the process starts, so it is
 * first brought to head.
 *
 * @param <V> the view
 */
abstract class DatabaseCommand<V extends Record> extends ViewCommand<V> {

	@Override
	final V ask(Migrations migrations, String database, Terminal terminal) {
		migrations.fillInProcessDatabase(database);
		return look(migrations, database, terminal);
	}

	/**
	 * Do what the command is for, on a database that is there.
	 * @param migrations what it may ask for
	 * @param database the name of the database
	 * @param terminal for questions
	 * @return what came of it
	 */
	abstract V look(Migrations migrations, String database, Terminal terminal);

}
