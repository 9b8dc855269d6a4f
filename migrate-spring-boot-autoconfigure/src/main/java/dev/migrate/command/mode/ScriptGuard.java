package dev.migrate.command.mode;

import java.lang.reflect.Method;

import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * Keeps beans that run SQL scripts from running them.
 */
class ScriptGuard implements CommandModeGuard {

	private final Class<?> plainInitializer = DataSourceInitializer.class;

	private final Method settings;

	ScriptGuard() {
		// The settings are all there is to turn such a bean off, and only it can see them
		Method settings = ReflectionUtils.findMethod(AbstractScriptDatabaseInitializer.class, "getSettings");
		Assert.state(settings != null, "No settings in the initialiser of databases");
		ReflectionUtils.makeAccessible(settings);
		this.settings = settings;
	}

	@Override
	public void disarm(Object bean) {
		if (this.plainInitializer.isInstance(bean)) {
			((DataSourceInitializer) bean).setEnabled(false);
		}
		if (bean instanceof AbstractScriptDatabaseInitializer initializer) {
			Object settings = ReflectionUtils.invokeMethod(this.settings, initializer);
			Assert.state(settings instanceof DatabaseInitializationSettings, "No settings in " + bean);
			((DatabaseInitializationSettings) settings).setMode(DatabaseInitializationMode.NEVER);
		}
	}

}
