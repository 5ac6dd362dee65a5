"""The pages of 資格確認端末 and of マイナ資格確認アプリ, for staff of a facility."""
