package dev.migrate.command.mode;

/**
 * Keeps a kind of bean from changing a database when a command creates it.
 * <p>
 * Implementations are named in {@code META-INF/spring.factories}. One whose library is
 * not on the class path is left out.
 */
public interface CommandModeGuard {

	/**
	 * Turn off whatever the bean would do to a database while it is initialised.
	 * @param bean a bean of any kind, before its initialisation
	 */
	void disarm(Object bean);

}
